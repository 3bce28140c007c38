package dev.tenantry.crm.booking;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Pattern;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/** What a clock shows, to the minute: {@code 09:30}, and {@code 24:00} when the day is over. */
@Documented
@Constraint(validatedBy = ClockTime.Known.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@interface ClockTime {

    String message() default "must be a time of 00:00 to 24:00, such as 09:30";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is none and no mistake. */
    class Known implements ConstraintValidator<ClockTime, String> {

        private static final Pattern FORM = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00");
        private static final String MIDNIGHT = "24:00";

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || FORM.matcher(text).matches();
        }

        /** Of a day, by its clock. */
        static LocalDateTime on(LocalDate day, String text) {
            return text.equals(MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(LocalTime.parse(text));
        }
    }
}
