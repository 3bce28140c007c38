/** What people have decided about being written to: append-only, the newest decision of an address counts. */
@NullMarked
package dev.tenantry.notification.consent;

import org.jspecify.annotations.NullMarked;
