package dev.tenantry.crm.email;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tenantry.shared.record.ToldKind;

/** That there are mails, for whatever tells of records. */
@Configuration(proxyBeanMethods = false)
class EmailConfiguration {

    @Bean
    ToldKind emails() {
        return new ToldKind(EmailJournal.TYPE, "emails", false);
    }
}
