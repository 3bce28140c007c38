/** Tests of who may be written to. */
@NullMarked
package dev.tenantry.notification.consent;

import org.jspecify.annotations.NullMarked;
