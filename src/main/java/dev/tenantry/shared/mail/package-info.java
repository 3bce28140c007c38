/** What mails by SMTP have in common, whoever sends them. */
@NullMarked
package dev.tenantry.shared.mail;

import org.jspecify.annotations.NullMarked;
