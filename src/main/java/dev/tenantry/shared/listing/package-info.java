/** Lists: filters, sorting, search and cursors, parsed from a request and turned into SQL of parameters. */
@NullMarked
package dev.tenantry.shared.listing;

import org.jspecify.annotations.NullMarked;
