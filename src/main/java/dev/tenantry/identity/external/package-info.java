@NullMarked
package dev.tenantry.identity.external;

import org.jspecify.annotations.NullMarked;
