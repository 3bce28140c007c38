package dev.tenantry.crm.calendar;

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

/** A date and a time without a zone, {@code 2026-03-02T09:00:00}. */
@Documented
@Constraint(validatedBy = LocalTime.Known.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.PARAMETER})
@interface LocalTime {

    String message() default "must be a date and a time without a zone, 2026-03-02T09:00:00";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is none and no mistake. */
    class Known implements ConstraintValidator<LocalTime, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || LocalTimes.read(text).isPresent();
        }
    }
}
