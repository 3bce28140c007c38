package dev.tenantry.shared.time;

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

/** A time zone of the IANA database, {@code Europe/Vienna}. */
@Documented
@Constraint(validatedBy = Zone.Known.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Zone {

    String message() default "must be a time zone of the IANA database";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is no zone and no mistake. */
    class Known implements ConstraintValidator<Zone, String> {

        @Override
        public boolean isValid(@Nullable String zone, ConstraintValidatorContext context) {
            return zone == null || Zones.known(zone).isPresent();
        }
    }
}
