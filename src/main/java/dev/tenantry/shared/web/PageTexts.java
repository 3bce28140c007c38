package dev.tenantry.shared.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.ChoiceFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

import org.springframework.core.io.ClassPathResource;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What pages say by themselves, in the languages that there are; in English where another one is asked for. */
public final class PageTexts {

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ar");
    /** Languages that are written from right to left, unless a script says otherwise. */
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "ji",
            "dv", "ckb");
    private static final Set<String> RIGHT_TO_LEFT_SCRIPTS = Set.of("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm");

    private final Map<String, Properties> texts = new HashMap<>();

    private PageTexts(String resource) {
        LANGUAGES.forEach(language -> texts.put(language, read(resource, language)));
    }

    /** @param resource where they are in the class path, without the language: {@code crm/form/texts} */
    public static PageTexts of(String resource) {
        return new PageTexts(resource);
    }

    /** Of a page that is written in the locale itself; what it says besides is in English, where there is nothing else. */
    public Words in(Locale locale) {
        var known = texts.get(locale.getLanguage());
        return new Words(locale, known == null ? Objects.requireNonNull(texts.get("en")) : known);
    }

    /** Of a page that says nothing else. */
    public Words alone(Locale locale) {
        return in(texts.containsKey(locale.getLanguage()) ? locale : Locale.ENGLISH);
    }

    /** The texts of a language. */
    public record Words(Locale locale, Properties texts) {

        /** @param values what stands in the places of the text, {@code {0}} */
        public String of(String name, Object... values) {
            return filled(text(name), values);
        }

        /**
         * Of several forms the one for the number.
         *
         * @param name of the forms, each with the least number that it is for: {@code 1#every week|2#every {0} weeks}
         */
        public String counted(String name, long number, Object... values) {
            return filled(new ChoiceFormat(text(name)).format(number), values);
        }

        private String text(String name) {
            var text = texts.getProperty(name);
            if (text == null) {
                throw new IllegalArgumentException("there is no text " + name);
            }
            return text;
        }

        private static String filled(String template, Object... values) {
            var text = template;
            for (var index = 0; index < values.length; index++) {
                // Only the first time: what is put in is not looked at again.
                var place = text.indexOf("{" + index + "}");
                text = place < 0
                        ? text
                        : text.substring(0, place) + values[index] + text.substring(place + 3);
            }
            return text;
        }

        public String direction() {
            var script = locale.getScript();
            var isFromRight = script.isEmpty()
                    ? RIGHT_TO_LEFT.contains(locale.getLanguage())
                    : RIGHT_TO_LEFT_SCRIPTS.contains(script);
            return isFromRight ? "rtl" : "ltr";
        }
    }

    private static Properties read(String name, String language) {
        var resource = new ClassPathResource(name + "_" + language + ".properties");
        try (var reader = new InputStreamReader(resource.getInputStream(), UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
