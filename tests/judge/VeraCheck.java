import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** Judges PDF/A with veraPDF: reads a file name a line, answers a line of JSON each. */
public final class VeraCheck {
    private VeraCheck() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(
            new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // whatever the library prints must not reach the answers
        PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
        VeraGreenfieldFoundryProvider.initialise();
        answers.println("{\"ready\": " + quoted(flavour.toString()) + "}");
        BufferedReader names = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            answers.println(verdict(new File(name), flavour));
        }
    }

    private static String verdict(File file, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                    Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> failed = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    RuleId rule = assertion.getRuleId();
                    failed.putIfAbsent(
                        rule.getClause() + "-" + rule.getTestNumber(), assertion.getMessage());
                }
            }
            return "{\"compliant\": " + result.isCompliant()
                + ", \"assertions\": " + result.getTotalAssertions()
                + ", \"failed\": " + object(failed) + "}";
        } catch (Throwable error) {
            return "{\"error\": " + quoted(error.toString()) + "}";
        }
    }

    private static String object(Map<String, String> pairs) {
        StringBuilder text = new StringBuilder("{");
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            text.append(text.length() > 1 ? ", " : "")
                .append(quoted(pair.getKey())).append(": ").append(quoted(pair.getValue()));
        }
        return text.append("}").toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : String.valueOf(text).toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append("\"").toString();
    }
}
