@NullMarked
package dev.tenantry.shared.template;

import org.jspecify.annotations.NullMarked;
