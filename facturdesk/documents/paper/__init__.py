"""The paper: a frozen document drawn as PDF pages, without the e-invoice inside."""
