package dev.tenantry.notification.template;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Channel;

/** The texts of organizations that have none of their own. The first line of a mail's is its subject. */
@Component
class BuiltInTexts {

    /** Besides English, for what goes to those who have not chosen it. */
    static final List<String> LANGUAGES = List.of("de", "fr", "es", "ar");

    private final Map<TemplateName, Text> texts = new EnumMap<>(TemplateName.class);
    private final Map<TemplateName, Map<String, Text>> translations = new EnumMap<>(TemplateName.class);
    private final Map<String, Properties> words = new HashMap<>();

    BuiltInTexts() {
        LANGUAGES.forEach(language -> words.put(language, words(language)));
        words.put(Templates.LANGUAGE, words(Templates.LANGUAGE));
        for (var name : TemplateName.values()) {
            texts.put(name, read(name, resource(name, "")));
            for (var language : LANGUAGES) {
                var resource = resource(name, "_" + language);
                if (resource.exists()) {
                    translations.computeIfAbsent(name, _ -> new HashMap<>()).put(language, read(name, resource));
                }
            }
        }
    }

    Text of(TemplateName name) {
        return Objects.requireNonNull(texts.get(name));
    }

    /** The values as the language has them, as far as they are words of ours, or several with commas between them. @param tag as of {@link #of(TemplateName, String)} */
    Map<String, String> worded(TemplateName name, String tag, Map<String, String> values) {
        var known = words.get(Locale.forLanguageTag(tag).getLanguage());
        if (known == null || name.words().isEmpty()) {
            return values;
        }
        var worded = new HashMap<>(values);
        name.words().forEach(word -> worded.computeIfPresent(word, (_, value) -> worded(known, value)));
        return worded;
    }

    private static String worded(Properties known, String value) {
        var whole = known.getProperty(value);
        return whole == null
                ? Arrays.stream(value.split(", ", -1))
                        .map(part -> known.getProperty(part, part))
                        .collect(Collectors.joining(", "))
                : whole;
    }

    /** @param tag of the language, BCP 47; English where it is none of those that there are */
    Text of(TemplateName name, String tag) {
        var translated = translations.getOrDefault(name, Map.of()).get(Locale.forLanguageTag(tag).getLanguage());
        return translated == null ? of(name) : translated;
    }

    private static ClassPathResource resource(TemplateName name, String language) {
        return new ClassPathResource("dev/tenantry/notification/" + name.code() + language + ".txt");
    }

    private static Properties words(String language) {
        try (var reader = new InputStreamReader(
                new ClassPathResource("dev/tenantry/notification/words_" + language + ".properties").getInputStream(),
                StandardCharsets.UTF_8)) {
            var words = new Properties();
            words.load(reader);
            return words;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Text read(TemplateName name, ClassPathResource resource) {
        try {
            var text = resource.getContentAsString(StandardCharsets.UTF_8);
            if (name.channel() == Channel.SMS) {
                return new Text("", text.strip());
            }
            var end = text.indexOf('\n');
            return new Text(text.substring(0, end).strip(), text.substring(end).strip());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
