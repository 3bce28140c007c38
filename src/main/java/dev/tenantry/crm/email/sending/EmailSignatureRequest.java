package dev.tenantry.crm.email.sending;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/**
 * A signature. Of HTML stays what is safe to show.
 *
 * @param text absent: made of the HTML
 * @param html absent: the text stands in pages, too
 */
record EmailSignatureRequest(
        @Size(max = 5_000) @Nullable String text,
        @Size(max = 20_000) @Nullable String html) {

    @FieldRule(field = "text", code = "required", message = "a signature has a text, or html")
    boolean isSayingSomething() {
        return text != null && !text.isBlank() || html != null && !html.isBlank();
    }
}
