package dev.tenantry.tenancy.value;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An object that a frontend keeps with us, up to so many characters of JSON. */
@Documented
@Constraint(validatedBy = BoundedJson.Measured.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface BoundedJson {

    int max() default 20_000;

    String message() default "must have at most {max} characters as JSON";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is nothing and no mistake. */
    class Measured implements ConstraintValidator<BoundedJson, Map<String, Object>> {

        private static final JsonMapper JSON = new JsonMapper();

        private int max;

        @Override
        public void initialize(BoundedJson bound) {
            max = bound.max();
        }

        @Override
        public boolean isValid(@Nullable Map<String, Object> value, ConstraintValidatorContext context) {
            return value == null || JSON.writeValueAsString(value).length() <= max;
        }
    }
}
