package dev.tenantry.notification.email;

import java.util.Objects;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.OwnMailServers;
import dev.tenantry.notification.Receipt;
import dev.tenantry.notification.RecipientLinks;
import dev.tenantry.notification.bounce.ReturnPaths;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.DeliveryException;
import dev.tenantry.notification.delivery.NotificationSettings;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.Tickets;

/** The two ways of mails: the platform's mail server, and those of organizations. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    MailOutbox platformMails(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance,
            MailOrigins origins, Carriers carriers, RecipientLinks links, ReturnPaths paths,
            MailQuota quota, NotificationSettings settings) {
        MailOutbox.Way way = attempt -> carriers.carry(returning(paths, attempt, addressed(links, attempt)),
                attempt.timeout());
        return MailOutbox.ofPlatform(attempt -> quota.within(attempt, way), worker, tickets, instance, origins,
                settings);
    }

    @Bean
    MailOutbox ownServersMails(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance,
            MailOrigins origins, OwnMailServers servers, RecipientLinks links, MailQuota quota,
            NotificationSettings settings) {
        MailOutbox.Way way = attempt -> send(servers, attempt, addressed(links, attempt));
        return MailOutbox.ofOwnServers(attempt -> quota.within(attempt, way), worker,
                tickets, instance, origins, settings);
    }

    private static Mail addressed(RecipientLinks links, MailAttempt attempt) {
        return new TenantContext(attempt.organizationId(), null).call(() -> links.addressed(attempt.mail()));
    }

    /** Servers of organizations take mail from their own addresses alone, to which it returns then. */
    private static Mail returning(ReturnPaths paths, MailAttempt attempt, Mail mail) {
        return mail.routed(mail.routing().returning(paths.of(attempt.organizationId(), attempt.id())));
    }

    private static Receipt send(OwnMailServers servers, MailAttempt attempt, Mail mail) throws DeliveryException {
        var reply = new TenantContext(attempt.organizationId(), null)
                .call(() -> servers.send(attempt.integration(), mail, attempt.timeout()));
        return switch (reply) {
            case Receipt receipt -> receipt;
            case OwnMailServers.Refusal refusal -> throw failure(refusal);
        };
    }

    private static DeliveryException failure(OwnMailServers.Refusal refusal) {
        if (refusal.isDeferred()) {
            return DeliveryException.deferred(refusal.reason(), Objects.requireNonNull(refusal.pause()));
        }
        if (refusal.permanent() && !refusal.isSent()) {
            return DeliveryException.unasked(refusal.reason());
        }
        var why = refusal.permanent()
                ? DeliveryException.forGood(refusal.reason())
                : DeliveryException.forNow(refusal.reason(), refusal.pause());
        return why.refusing(refusal.refused());
    }
}
