package dev.tenantry.shared.mail;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Email;
import org.jspecify.annotations.Nullable;

/** What {@code @Email} means everywhere: {@link EmailAddress}. */
public final class EmailAddressValidator implements ConstraintValidator<Email, CharSequence> {

    @Override
    public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        try {
            EmailAddress.of(value.toString());
            return true;
        } catch (IllegalArgumentException refusal) {
            context.disableDefaultConstraintViolation();
            // The reasons are constants of the definition; nothing of the value is in them.
            context.buildConstraintViolationWithTemplate(String.valueOf(refusal.getMessage())).addConstraintViolation();
            return false;
        }
    }
}
