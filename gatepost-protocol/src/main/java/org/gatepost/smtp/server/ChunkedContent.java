package org.gatepost.smtp.server;

/** Content that comes in by BDAT, between two chunks. */
record ChunkedContent(ContentScan content, ContentDecoder decoder) {}
