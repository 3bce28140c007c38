/** Messages on their way: queued with their cause, sent by e-mail or SMS, tried again where that fails. */
@NullMarked
package dev.tenantry.notification.delivery;

import org.jspecify.annotations.NullMarked;
