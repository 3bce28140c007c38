/** Access tokens: what they claim, and the keys that sign them. */
@NullMarked
package dev.tenantry.identity.token;

import org.jspecify.annotations.NullMarked;
