/** Mails that members write here: sent from them, kept as those are that they capture, and answered to them. */
@NullMarked
package dev.tenantry.crm.email.sending;

import org.jspecify.annotations.NullMarked;
