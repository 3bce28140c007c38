package dev.tenantry.shared.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Pattern;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;

/** An address of a page or a picture that a browser may be sent to: https, a host, nothing that hides where it leads. */
@Documented
@Constraint(validatedBy = HttpsUrl.Known.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface HttpsUrl {

    String message() default "must be an https URL, without a user and in visible characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is none and no mistake. */
    class Known implements ConstraintValidator<HttpsUrl, String> {

        private static final String SCHEME = "https://";
        private static final Pattern AUTHORITY = Pattern.compile("([^@:]+)(?::([^@:]*))?");
        private static final int MAX_PORT = 65_535;

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || isUrl(text);
        }

        public static boolean isUrl(String text) {
            if (text.codePoints().anyMatch(character -> Character.getType(character) == Character.FORMAT)) {
                return false;
            }
            try {
                var authority = AUTHORITY.matcher(Objects.requireNonNullElse(new URI(text).getRawAuthority(), ""));
                return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && authority.matches()
                        && EmailAddress.isDomain(authority.group(1)) && isPort(authority.group(2));
            } catch (URISyntaxException _) {
                return false;
            }
        }

        private static boolean isPort(@Nullable String port) {
            return port == null || port.matches("[0-9]{1,5}") && Integer.parseInt(port) >= 1
                    && Integer.parseInt(port) <= MAX_PORT;
        }
    }
}
