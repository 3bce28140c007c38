/** Mails that come back, and complaints about them: what reports of mail servers say, and which mail each is about. */
@NullMarked
package dev.tenantry.notification.bounce;

import org.jspecify.annotations.NullMarked;
