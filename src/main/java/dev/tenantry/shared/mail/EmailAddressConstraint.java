package dev.tenantry.shared.mail;

import jakarta.validation.constraints.Email;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the one definition of an address in the place of Bean Validation's own, so that no field can have another. */
@Configuration(proxyBeanMethods = false)
class EmailAddressConstraint {

    @Bean
    ValidationConfigurationCustomizer addressesAreOurs() {
        return configuration -> {
            if (configuration instanceof HibernateValidatorConfiguration validator) {
                var mapping = validator.createConstraintMapping();
                mapping.constraintDefinition(Email.class)
                        .includeExistingValidators(false)
                        .validatedBy(EmailAddressValidator.class);
                validator.addMapping(mapping);
            }
        };
    }
}
