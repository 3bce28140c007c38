package dev.tenantry.shared.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.VisibleText;

/** Required text has something to see: Bean Validation's own knows of no space beyond ASCII. */
class NotBlankText implements ConstraintValidator<NotBlank, CharSequence> {

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        return text != null && !VisibleText.isBlank(text);
    }
}
