package io.github.azuredr.datalake.listing;

import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeFile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps listed files on disk for the time of one pass. */
public final class LakeFileCodec implements RowCodec<LakeFile> {
    private static final int OBJECT_OVERHEAD = 320;

    @Override
    public void write(LakeFile file, DataOutput out) throws IOException {
        text(file.path(), out);
        out.writeLong(file.length());
        text(file.etag(), out);
        out.writeLong(file.lastModified().toEpochMilli());
        out.writeBoolean(file.directory());
        optional(file.md5(), out);
        optional(file.ownership(), out);
        out.writeBoolean(file.attributes().isPresent());
        if (file.attributes().isPresent()) {
            map(file.attributes().get().metadata(), out);
            map(file.attributes().get().headers(), out);
        }
    }

    @Override
    public LakeFile read(DataInput in) throws IOException {
        String path = text(in);
        long length = in.readLong();
        String etag = text(in);
        Instant modified = Instant.ofEpochMilli(in.readLong());
        boolean directory = in.readBoolean();
        Optional<String> md5 = optional(in);
        Optional<String> ownership = optional(in);
        Optional<FileAttributes> attributes = in.readBoolean()
                ? Optional.of(new FileAttributes(map(in), map(in), Optional.empty()))
                : Optional.empty();
        return new LakeFile(path, length, etag, modified, directory, md5, attributes, ownership);
    }

    @Override
    public int weight(LakeFile file) {
        int weight = OBJECT_OVERHEAD + 2 * file.path().length();
        if (file.attributes().isPresent()) {
            weight += 400;
            for (Map.Entry<String, String> entry :
                    file.attributes().get().metadata().entrySet()) {
                weight += 2 * (entry.getKey().length() + entry.getValue().length()) + 150;
            }
        }
        return weight;
    }

    private static void text(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void optional(Optional<String> text, DataOutput out) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(text.get(), out);
        }
    }

    private static Optional<String> optional(DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }

    private static void map(Map<String, String> map, DataOutput out) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            text(entry.getKey(), out);
            text(entry.getValue(), out);
        }
    }

    private static Map<String, String> map(DataInput in) throws IOException {
        int size = in.readInt();
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(text(in), text(in));
        }
        return map;
    }
}
