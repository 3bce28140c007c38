@NullMarked
package dev.tenantry.shared.listing;

import org.jspecify.annotations.NullMarked;
