package dev.tenantry.shared.money;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/** A currency that money can be in, {@code EUR}: one of {@link Currencies}. */
@Documented
@Constraint(validatedBy = IsoCurrency.Known.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface IsoCurrency {

    String message() default Currencies.EXPECTED;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is none and no mistake. */
    class Known implements ConstraintValidator<IsoCurrency, String> {

        @Override
        public boolean isValid(@Nullable String currency, ConstraintValidatorContext context) {
            return currency == null || Currencies.isInUse(currency);
        }
    }
}
