package io.github.azuredr.testkit.azure.storage;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Writes the services' small XML documents, and reads the flat ones that clients send. */
final class Xml {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");

    /** An element with text, in document order. */
    record Leaf(String name, String text) {}

    Xml open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    Xml open(String name, String attribute, String value) {
        out.append('<').append(name).append(' ').append(attribute).append("=\"");
        escape(value);
        out.append("\">");
        return this;
    }

    /** The root of a blob listing, which carries two attributes. */
    Xml openListing(String service, String container) {
        out.append("<EnumerationResults ServiceEndpoint=\"");
        escape(service);
        out.append("\" ContainerName=\"");
        escape(container);
        out.append("\">");
        return this;
    }

    Xml close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    Xml leaf(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            out.append('<').append(name).append(" />");
            return this;
        }
        out.append('<').append(name).append('>');
        escape(value);
        return close(name);
    }

    Xml leafIfPresent(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? this : leaf(name, value);
    }

    String text() {
        return out.toString();
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                default -> out.append(c);
            }
        }
    }

    /** The elements without children of the sent document, in order; refuses what is no XML. */
    static List<Leaf> leaves(byte[] document) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        List<Leaf> found = new ArrayList<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
            StringBuilder text = new StringBuilder();
            String open = "";
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        open = reader.getLocalName();
                        text.setLength(0);
                    }
                    case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        if (open.equals(reader.getLocalName())) {
                            found.add(new Leaf(open, text.toString()));
                            open = "";
                        }
                    }
                    default -> text.append("");
                }
            }
            return found;
        } catch (XMLStreamException broken) {
            throw new Refusal(400, "InvalidXmlDocument", "The specified XML is not syntactically valid.");
        }
    }
}
