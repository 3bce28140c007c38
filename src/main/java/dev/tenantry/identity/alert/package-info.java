/**
 * What the owner of an account should know of: sign-ins that are unlike the earlier ones, and the devices that are
 * trusted.
 */
@NullMarked
package dev.tenantry.identity.alert;

import org.jspecify.annotations.NullMarked;
