package dev.tenantry.notification.delivery;

import java.util.ArrayList;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.DeliveryListener;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.bounce.ReturnPaths;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.Tickets;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NotificationSettings.class, MailSettings.class, SmsSettings.class})
class DeliveryConfiguration {

    /** Spring Boot makes a sender where {@code spring.mail.host} is configured. */
    @Bean
    Carriers carriers(ObjectProvider<JavaMailSender> senders, MailSettings mail, SmsSettings sms, EgressClient client,
            ReturnPaths paths) {
        var carriers = new ArrayList<Carrier>();
        senders.ifAvailable(sender -> carriers.add(new SmtpCarrier(sender, mail.from(), paths::of)));
        if (sms.accountSid() != null && !sms.accountSid().isBlank()) {
            carriers.add(new TwilioCarrier(sms, client));
        }
        return new Carriers(carriers, mail.from());
    }

    @Bean
    NotificationOutbox organizationNotifications(@Qualifier("workerPool") RolePool worker, Tickets tickets,
            Instance instance, Carriers carriers, NotificationSettings settings,
            ObjectProvider<DeliveryListener> listeners, Consents consents,
            MailReturns returns) {
        return NotificationOutbox.ofOrganizations(worker, tickets, instance,
                new PermittedDeliveries(carriers, consents, returns),
                settings, listeners.orderedStream().toList());
    }

    @Bean
    NotificationOutbox accountNotifications(@Qualifier("workerPool") RolePool worker, Tickets tickets,
            Instance instance, Carriers carriers, NotificationSettings settings) {
        return NotificationOutbox.ofAccounts(worker, tickets, instance, carriers::carry, settings);
    }
}
