package dev.tenantry.notification.bounce;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where mails come back that go by the platform's mail server.
 *
 * @param domain of the addresses at which mails are received; absent: what cannot be delivered goes back to the sender's address
 */
@ConfigurationProperties("tenantry.mail.capture")
record ReturnSettings(@Nullable String domain) {}
