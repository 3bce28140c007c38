package dev.tenantry.shared.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.text.VisibleText;

/** Required text has something to see: Bean Validation's own knows of no space beyond ASCII. */
class NotBlankText implements ConstraintValidator<NotBlank, Object> {

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
        return switch (value) {
            case null -> false;
            case CharSequence text -> !VisibleText.isBlank(text);
            case Secret secret -> !VisibleText.isBlank(secret.value());
            default -> throw new IllegalArgumentException(value.getClass() + " has no text");
        };
    }
}
