package dev.tenantry.shared.web;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Numbers and ids in queries and paths as bodies have them: what is merely like one, with spaces in it, or in hexadecimal digits, is none. Converters
 * would not do: where one fails, the editors that Spring brings are asked.
 */
@ControllerAdvice
class PlainValues {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");
    private static final int UUID_LENGTH = 36;

    @InitBinder
    void register(WebDataBinder binder) {
        binder.registerCustomEditor(Long.class, new Editor(text -> Long.parseLong(number(text))));
        binder.registerCustomEditor(Integer.class, new Editor(text -> Integer.parseInt(number(text))));
        binder.registerCustomEditor(UUID.class, new Editor(PlainValues::id));
    }

    private static final class Editor extends PropertyEditorSupport {

        private final Function<String, Object> read;

        Editor(Function<String, Object> read) {
            this.read = read;
        }

        @Override
        public void setAsText(String text) {
            setValue(text.isEmpty() ? null : read.apply(text));
        }
    }

    private static String number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("no whole number");
        }
        return text;
    }

    private static UUID id(String text) {
        if (text.length() != UUID_LENGTH) {
            throw new IllegalArgumentException("no UUID");
        }
        return UUID.fromString(text);
    }
}
