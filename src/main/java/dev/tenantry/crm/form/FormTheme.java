package dev.tenantry.crm.form;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/** The colours of a form, as {@code #1A2B3C}; absent: the browser's own, and a blue accent. */
public record FormTheme(
        @Size(max = 20) @Nullable String accent,
        @Size(max = 20) @Nullable String background,
        @Size(max = 20) @Nullable String text) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");

    @JsonIgnore
    @FieldRule(field = "accent", code = "invalid-colour", message = "accent must be a colour, such as #1A2B3C")
    boolean isAccentColour() {
        return isColour(accent);
    }

    @JsonIgnore
    @FieldRule(field = "background", code = "invalid-colour", message = "background must be a colour, such as #1A2B3C")
    boolean isBackgroundColour() {
        return isColour(background);
    }

    @JsonIgnore
    @FieldRule(field = "text", code = "invalid-colour", message = "text must be a colour, such as #1A2B3C")
    boolean isTextColour() {
        return isColour(text);
    }

    private static boolean isColour(@Nullable String stated) {
        return stated == null || COLOUR.matcher(stated).matches();
    }
}
