<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:e="urn:tei-edition:xslt">

  <!-- Every mode of the book's stylesheets. Two rules of one layer that match the same node are a mistake. -->

  <!-- A TEI document to a map with one entry, "data": the JSON text of its part in the book. -->
  <xsl:mode name="e:book" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>
  <!-- An element to the blocks that stand for it: maps with "t" (what it is) and "c" (inlines) or "b" (blocks). -->
  <xsl:mode name="e:blocks" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>
  <!-- A node to inlines: strings, and maps with "t" and "c". -->
  <xsl:mode name="e:inlines" on-no-match="deep-skip" on-multiple-match="fail" use-accumulators="#all"/>
  <!-- A header's element to labelled lines. -->
  <xsl:mode name="e:fields" on-no-match="deep-skip" on-multiple-match="fail" use-accumulators="#all"/>
  <!-- SVG that only draws. -->
  <xsl:mode name="e:drawing" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <!-- A reading of the apparatus, or what stands beside it, to inlines. -->
  <xsl:mode name="e:reading" on-no-match="deep-skip" on-multiple-match="fail" use-accumulators="#all"/>
  <!-- A part of what a manuscript holds to inlines: its leaves, title, beginning and end. -->
  <xsl:mode name="e:item-part" on-no-match="deep-skip" on-multiple-match="fail" use-accumulators="#all"/>
  <!-- A part of a register's entry to the label of its line. -->
  <xsl:mode name="e:line-label" on-no-match="fail" on-multiple-match="fail"/>
  <!-- What an element of the header says in its attributes only. -->
  <xsl:mode name="e:remark" on-no-match="deep-skip" on-multiple-match="fail"/>
  <!-- The words of an element as plain text: no notes, no slips. -->
  <xsl:mode name="e:plain" on-no-match="text-only-copy" on-multiple-match="fail"/>

</xsl:stylesheet>
