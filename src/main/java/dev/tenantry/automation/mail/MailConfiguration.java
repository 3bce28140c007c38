package dev.tenantry.automation.mail;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

import dev.tenantry.automation.step.StepAction;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {

    /** Spring Boot makes a sender where {@code spring.mail.host} is configured. */
    @Bean
    StepAction emailAction(ObjectProvider<JavaMailSender> senders, Outbox outbox, MailSettings settings) {
        var sender = senders.getIfAvailable();
        return sender == null
                ? new RecordedEmailAction(outbox, settings)
                : new SmtpEmailAction(sender, outbox, settings);
    }
}
