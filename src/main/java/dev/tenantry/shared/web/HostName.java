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
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;

/** The name of a host, {@code example.com}, in any script. */
@Documented
@Constraint(validatedBy = HostName.Known.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface HostName {

    String message() default "must be the name of a host, such as example.com, and no URL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is none and no mistake. */
    class Known implements ConstraintValidator<HostName, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || EmailAddress.isDomain(text);
        }
    }
}
