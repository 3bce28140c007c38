/** Mails that mail servers bring: addresses of members' own, and a receiver of SMTP, which is off unless it is configured. */
@NullMarked
package dev.tenantry.crm.email.capture;

import org.jspecify.annotations.NullMarked;
