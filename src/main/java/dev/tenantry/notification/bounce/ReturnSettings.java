package dev.tenantry.notification.bounce;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What comes back of mails that go by the platform's mail server.
 *
 * @param domain whose mail arrives here; absent: what cannot be delivered goes back to the sender's address
 */
@ConfigurationProperties("tenantry.mail.returns")
record ReturnSettings(@Nullable String domain) {}
