@NullMarked
package dev.tenantry.shared.text;

import org.jspecify.annotations.NullMarked;
