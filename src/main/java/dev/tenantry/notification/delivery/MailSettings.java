package dev.tenantry.notification.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mail that is sent. It goes out where {@code spring.mail.host} names a server, and is only recorded otherwise.
 *
 * @param from the sender's address
 */
@ConfigurationProperties("tenantry.mail")
record MailSettings(@DefaultValue("tenantry@localhost") String from) {}
