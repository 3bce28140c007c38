package dev.tenantry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What other people's servers and users say is searched with the patterns of the classes: none takes more than so many looks for each character. */
class PatternTests {

    private static final int LENGTH = 4_000;
    private static final int LOOKS_PER_CHARACTER = 150;
    private static final String OURS = "dev.tenantry.";
    /** Of numbers, of what is said of an expression, and of names that have been measured. */
    private static final Set<String> OF_SHORT_TEXTS = Set.of(OURS + "shared.money.Numerals.INDIAN",
            OURS + "automation.expression.Explanations.LACKING",
            OURS + "automation.expression.Mismatches.OPERATOR",
            OURS + "identity.federation.saml.SamlProviderRegistry.DOMAIN");
    /** Nothing is sought by these within a text. */
    private static final Set<String> OF_WHOLE_TEXTS = Set.of(OURS + "shared.mail.NamedAddress.NAMED",
            OURS + "crm.email.message.QuotedText.NAMED",
            OURS + "automation.expression.WrittenNumbers.SIGNED",
            OURS + "shared.web.ClientAddress.WRITTEN", OURS + "crm.imports.csv.NumberText.BODY");
    private static final List<String> PARTS = List.of("a", "1", "0", " ", "\t", "\n", ".", ",", "-", "+", "_", "/",
            "\\", "@", ":", ";",
            "&", "%", "=", "<", "(", "[", "{", "{{", "'", "\"", "é", "a.", "1.", "1,", "a@", "a-", "a:", "1:", ", ",
            "; ", "/.", "/..;",
            "%41", "missing ' at '", "candidates: ", "'''", "\"\"\"a\\\"", " (", "&a=", "charset=", ";charset=",
            "\"sep=");

    static Stream<String> patterns() {
        var patterns = new TreeSet<String>();
        for (var type : OurClasses.ALL) {
            for (var field : type.getFields()) {
                if (field.getRawType().isEquivalentTo(Pattern.class)
                        && field.getModifiers().contains(JavaModifier.STATIC)) {
                    patterns.add(field.getFullName());
                }
            }
        }
        patterns.removeAll(OF_SHORT_TEXTS);
        return patterns.stream();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void readATextOnce(String name) throws ReflectiveOperationException {
        var field = Class.forName(name.substring(0, name.lastIndexOf('.')))
                .getDeclaredField(name.substring(name.lastIndexOf('.') + 1));
        field.setAccessible(true);
        var pattern = (Pattern) field.get(null);

        var slow = new ArrayList<String>();
        for (var part : PARTS) {
            for (var end : List.of("", "\u0001", "!")) {
                var text = new Counted(part.repeat(LENGTH / part.length()) + end);
                try {
                    var matcher = pattern.matcher(text);
                    matcher.matches();
                    matcher.reset();
                    if (!OF_WHOLE_TEXTS.contains(name)) {
                        var _ = matcher.results().count();
                    }
                } catch (TooMany | StackOverflowError failure) {
                    slow.add(part + failure.getClass().getSimpleName());
                    break;
                }
            }
        }

        assertThat(slow).as(pattern.pattern()).isEmpty();
    }

    private static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private static final class Counted implements CharSequence {

        private final String text;
        private int looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > LOOKS_PER_CHARACTER * text.length()) {
                throw new TooMany();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }
    }
}
