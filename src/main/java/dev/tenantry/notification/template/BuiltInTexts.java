package dev.tenantry.notification.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Channel;

/** The texts of organizations that have none of their own. The first line of a mail's is its subject. */
@Component
class BuiltInTexts {

    private final Map<TemplateName, Text> texts = new EnumMap<>(TemplateName.class);

    BuiltInTexts() {
        for (var name : TemplateName.values()) {
            texts.put(name, read(name));
        }
    }

    Text of(TemplateName name) {
        return Objects.requireNonNull(texts.get(name));
    }

    private static Text read(TemplateName name) {
        try {
            var text = new ClassPathResource("dev/tenantry/notification/" + name.code() + ".txt")
                    .getContentAsString(StandardCharsets.UTF_8);
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
