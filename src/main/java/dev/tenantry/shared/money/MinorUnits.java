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

/** An amount has no smaller parts than its currency. Zeros at its end are no parts. */
@Documented
@Constraint(validatedBy = MinorUnits.Counted.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface MinorUnits {

    String message() default "has more decimals than the currency";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** What the parts lack is told of them. */
    class Counted implements ConstraintValidator<MinorUnits, Money> {

        @Override
        @SuppressWarnings("ConstantValue")
        public boolean isValid(@Nullable Money money, ConstraintValidatorContext context) {
            if (money == null || money.amount() == null || money.currency() == null
                    || !Currencies.isInUse(money.currency())) {
                return true;
            }
            var decimals = Currencies.decimals(money.currency());
            if (money.amount().stripTrailingZeros().scale() <= decimals) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                    "must have at most " + decimals + " decimals in " + money.currency())
                    .addPropertyNode("amount")
                    .addConstraintViolation();
            return false;
        }
    }
}
