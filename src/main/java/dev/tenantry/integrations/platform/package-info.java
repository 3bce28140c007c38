/** The integrations of the platform itself, for its super admins. */
@NullMarked
package dev.tenantry.integrations.platform;

import org.jspecify.annotations.NullMarked;
