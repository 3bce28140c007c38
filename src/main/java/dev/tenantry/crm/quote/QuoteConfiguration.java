package dev.tenantry.crm.quote;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tenantry.shared.record.ToldKind;

/** That there are quotes, for whatever tells of records. */
@Configuration(proxyBeanMethods = false)
class QuoteConfiguration {

    @Bean
    ToldKind quotes() {
        return new ToldKind(QuoteJournal.TYPE, "quotes", true);
    }
}
