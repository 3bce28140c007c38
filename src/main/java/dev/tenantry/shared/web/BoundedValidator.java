package dev.tenantry.shared.web;

import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.Configuration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.springframework.boot.validation.MessageInterpolatorFactory;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.validation.Errors;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * Bean Validation that sees and counts characters, and whose findings are told as they are. Spring would look for each of them among all before it, which takes
 * minutes for some ten thousand.
 */
final class BoundedValidator extends LocalValidatorFactoryBean {

    /** @param customizers applied as Spring Boot applies them to its own validator */
    BoundedValidator(MessageSource messages, Stream<ValidationConfigurationCustomizer> customizers) {
        setMessageInterpolator(new MessageInterpolatorFactory(messages).getObject());
        var all = customizers.toList();
        setConfigurationInitializer(configuration -> all.forEach(each -> each.customize(configuration)));
    }

    @Override
    protected void postProcessConfiguration(Configuration<?> configuration) {
        if (configuration instanceof HibernateValidatorConfiguration hibernate) {
            var mapping = hibernate.createConstraintMapping();
            mapping.constraintDefinition(NotBlank.class)
                    .includeExistingValidators(false)
                    .validatedBy(NotBlankText.class);
            mapping.constraintDefinition(Size.class)
                    .includeExistingValidators(false)
                    .validatedBy(SizeInCharacters.class);
            hibernate.addMapping(mapping);
        }
    }

    @Override
    protected void processConstraintViolations(Set<ConstraintViolation<Object>> violations, Errors errors) {
        Violations.check(violations);
    }
}
