package dev.tenantry.shared.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/** What a request states in several fields fits together: on a method that says whether it does, {@code boolean is…()}. */
@Documented
@Constraint(validatedBy = FieldRule.Kept.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FieldRule {

    /** The field of the request that the fault is told of. */
    String field();

    /** What a client knows the fault by: {@code out-of-order}. */
    String code();

    /** Names the fields. */
    String message();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** As the method says. */
    class Kept implements ConstraintValidator<FieldRule, Boolean> {

        @Override
        public boolean isValid(Boolean isKept, ConstraintValidatorContext context) {
            return isKept;
        }
    }
}
