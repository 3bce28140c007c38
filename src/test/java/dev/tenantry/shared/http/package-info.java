@NullMarked
package dev.tenantry.shared.http;

import org.jspecify.annotations.NullMarked;
