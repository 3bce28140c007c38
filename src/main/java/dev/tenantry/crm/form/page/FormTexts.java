package dev.tenantry.crm.form.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What pages say by themselves, in the languages that there are; in English where a form's is none of them. */
@Component
class FormTexts {

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ar");
    /** Languages that are written from right to left, unless a script says otherwise. */
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "ji",
            "dv", "ckb");
    private static final Set<String> RIGHT_TO_LEFT_SCRIPTS = Set.of("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm");

    private final Map<String, Properties> texts = new HashMap<>();

    FormTexts() {
        LANGUAGES.forEach(language -> texts.put(language, read(language)));
    }

    Words in(Locale locale) {
        var known = texts.get(locale.getLanguage());
        return new Words(locale, known == null ? Objects.requireNonNull(texts.get("en")) : known);
    }

    /** The texts of a language. */
    record Words(Locale locale, Properties texts) {

        /** @param values what stands in the places of the text, {@code {0}} */
        String of(String name, Object... values) {
            var text = texts.getProperty(name);
            if (text == null) {
                throw new IllegalArgumentException("there is no text " + name);
            }
            for (var index = 0; index < values.length; index++) {
                // Only the first time: what is put in is not looked at again.
                var place = text.indexOf("{" + index + "}");
                text = place < 0
                        ? text
                        : text.substring(0, place) + values[index] + text.substring(place + 3);
            }
            return text;
        }

        String direction() {
            var script = locale.getScript();
            var isFromRight = script.isEmpty()
                    ? RIGHT_TO_LEFT.contains(locale.getLanguage())
                    : RIGHT_TO_LEFT_SCRIPTS.contains(script);
            return isFromRight ? "rtl" : "ltr";
        }
    }

    private static Properties read(String language) {
        var resource = new ClassPathResource("crm/form/texts_" + language + ".properties");
        try (var reader = new InputStreamReader(resource.getInputStream(), UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
