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
            // A reason may name a character of the value, which is not to be taken for a part of a template.
            var reason = String.valueOf(refusal.getMessage()).replaceAll("[\\\\{}$]", "\\\\$0");
            context.buildConstraintViolationWithTemplate(reason).addConstraintViolation();
            return false;
        }
    }
}
