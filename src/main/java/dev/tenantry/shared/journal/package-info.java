@NullMarked
package dev.tenantry.shared.journal;

import org.jspecify.annotations.NullMarked;
