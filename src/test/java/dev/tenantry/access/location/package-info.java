@NullMarked
package dev.tenantry.access.location;

import org.jspecify.annotations.NullMarked;
